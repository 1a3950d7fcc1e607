/**
 * The structure of the ordinary electronic invoice (FPR12 and FPA12) as data.
 *
 * Source: FatturaPA format 1.2.3 of the Agenzia delle Entrate, in the names of that format. Each
 * entry is a kind of element: its children in order, `?` none or one, `+` one or more, `*` any
 * number, `:` the kind where it has another name, `=` the value of an empty element; `@name` is a
 * company's name or a person's two, `@signature` an XML signature.
 */
export const ordinaryStructure = `
  FatturaElettronica: FatturaElettronicaHeader FatturaElettronicaBody+ @signature
  FatturaElettronicaHeader: DatiTrasmissione CedentePrestatore RappresentanteFiscale?
    CessionarioCommittente
    TerzoIntermediarioOSoggettoEmittente?:TerzoIntermediarioSoggettoEmittente SoggettoEmittente?
  FatturaElettronicaBody: DatiGenerali DatiBeniServizi DatiVeicoli? DatiPagamento* Allegati*
  DatiTrasmissione: IdTrasmittente:IdFiscale ProgressivoInvio:String10 FormatoTrasmissione
    CodiceDestinatario ContattiTrasmittente? PECDestinatario?:Email
  IdFiscale: IdPaese:Nazione IdCodice:Codice
  ContattiTrasmittente: Telefono?:TelFax Email?:EmailContatti
  DatiGenerali: DatiGeneraliDocumento DatiOrdineAcquisto*:DatiDocumentiCorrelati
    DatiContratto*:DatiDocumentiCorrelati DatiConvenzione*:DatiDocumentiCorrelati
    DatiRicezione*:DatiDocumentiCorrelati DatiFattureCollegate*:DatiDocumentiCorrelati DatiSAL*
    DatiDDT* DatiTrasporto? FatturaPrincipale?
  DatiGeneraliDocumento: TipoDocumento Divisa Data:DataFattura Numero:String20 DatiRitenuta*
    DatiBollo? DatiCassaPrevidenziale* ScontoMaggiorazione*
    ImportoTotaleDocumento?:Amount2Decimal Arrotondamento?:Amount2Decimal
    Causale*:String200Latin Art73?
  DatiRitenuta: TipoRitenuta ImportoRitenuta:Amount2Decimal AliquotaRitenuta:Rate
    CausalePagamento
  DatiBollo: BolloVirtuale ImportoBollo?:Amount2Decimal
  DatiCassaPrevidenziale: TipoCassa AlCassa:Rate ImportoContributoCassa:Amount2Decimal
    ImponibileCassa?:Amount2Decimal AliquotaIVA:Rate Ritenuta? Natura?
    RiferimentoAmministrazione?:String20
  ScontoMaggiorazione: Tipo:TipoScontoMaggiorazione Percentuale?:Rate Importo?:Amount8Decimal
  DatiSAL: RiferimentoFase
  DatiDocumentiCorrelati: RiferimentoNumeroLinea* IdDocumento:String20 Data?:date
    NumItem?:String20 CodiceCommessaConvenzione?:String100Latin CodiceCUP?:String15
    CodiceCIG?:String15
  DatiDDT: NumeroDDT:String20 DataDDT:date RiferimentoNumeroLinea*
  DatiTrasporto: DatiAnagraficiVettore? MezzoTrasporto?:String80Latin
    CausaleTrasporto?:String100Latin NumeroColli? Descrizione?:String100Latin
    UnitaMisuraPeso?:String10 PesoLordo?:Peso PesoNetto?:Peso DataOraRitiro?:dateTime
    DataInizioTrasporto?:date TipoResa? IndirizzoResa?:Indirizzo DataOraConsegna?:dateTime
  Indirizzo: Indirizzo:String60Latin NumeroCivico? CAP Comune:String60Latin Provincia?
    Nazione=IT
  FatturaPrincipale: NumeroFatturaPrincipale:String20 DataFatturaPrincipale:date
  CedentePrestatore: DatiAnagrafici:DatiAnagraficiCedente Sede:Indirizzo
    StabileOrganizzazione?:Indirizzo IscrizioneREA? Contatti?
    RiferimentoAmministrazione?:String20
  DatiAnagraficiCedente: IdFiscaleIVA:IdFiscale CodiceFiscale? Anagrafica
    AlboProfessionale?:String60Latin ProvinciaAlbo?:Provincia NumeroIscrizioneAlbo?:String60
    DataIscrizioneAlbo?:date RegimeFiscale
  Anagrafica: @name Titolo? CodEORI?
  DatiAnagraficiVettore: IdFiscaleIVA:IdFiscale CodiceFiscale? Anagrafica
    NumeroLicenzaGuida?:String20
  IscrizioneREA: Ufficio:Provincia NumeroREA:String20 CapitaleSociale?:Amount2Decimal
    SocioUnico? StatoLiquidazione
  Contatti: Telefono?:TelFax Fax?:TelFax Email?:EmailContatti
  RappresentanteFiscale: DatiAnagrafici:DatiAnagraficiRappresentante
  DatiAnagraficiRappresentante: IdFiscaleIVA:IdFiscale CodiceFiscale? Anagrafica
  CessionarioCommittente: DatiAnagrafici:DatiAnagraficiCessionario Sede:Indirizzo
    StabileOrganizzazione?:Indirizzo RappresentanteFiscale?:RappresentanteFiscaleCessionario
  RappresentanteFiscaleCessionario: IdFiscaleIVA:IdFiscale @name
  DatiAnagraficiCessionario: IdFiscaleIVA?:IdFiscale CodiceFiscale? Anagrafica
  DatiBeniServizi: DettaglioLinee+ DatiRiepilogo+
  DatiVeicoli: Data:date TotalePercorso:String15
  DatiPagamento: CondizioniPagamento DettaglioPagamento+
  DettaglioPagamento: Beneficiario?:String200Latin ModalitaPagamento
    DataRiferimentoTerminiPagamento?:date GiorniTerminiPagamento?:GiorniTerminePagamento
    DataScadenzaPagamento?:date ImportoPagamento:Amount2Decimal CodUfficioPostale?:String20
    CognomeQuietanzante?:String60Latin NomeQuietanzante?:String60Latin
    CFQuietanzante?:CodiceFiscalePF TitoloQuietanzante?:Titolo
    IstitutoFinanziario?:String80Latin IBAN? ABI? CAB? BIC?
    ScontoPagamentoAnticipato?:Amount2Decimal DataLimitePagamentoAnticipato?:date
    PenalitaPagamentiRitardati?:Amount2Decimal DataDecorrenzaPenale?:date
    CodicePagamento?:String60
  TerzoIntermediarioSoggettoEmittente: DatiAnagrafici:DatiAnagraficiTerzoIntermediario
  DatiAnagraficiTerzoIntermediario: IdFiscaleIVA?:IdFiscale CodiceFiscale? Anagrafica
  Allegati: NomeAttachment:String60Latin AlgoritmoCompressione?:String10
    FormatoAttachment?:String10 DescrizioneAttachment?:String100Latin Attachment:base64Binary
  DettaglioLinee: NumeroLinea TipoCessionePrestazione? CodiceArticolo*
    Descrizione:String1000Latin Quantita? UnitaMisura?:String10 DataInizioPeriodo?:date
    DataFinePeriodo?:date PrezzoUnitario:Amount8Decimal ScontoMaggiorazione*
    PrezzoTotale:Amount8Decimal AliquotaIVA:Rate Ritenuta? Natura?
    RiferimentoAmministrazione?:String20 AltriDatiGestionali*
  CodiceArticolo: CodiceTipo:String35 CodiceValore:String35LatinExt
  AltriDatiGestionali: TipoDato:String10 RiferimentoTesto?:String60Latin
    RiferimentoNumero?:Amount8Decimal RiferimentoData?:date
  DatiRiepilogo: AliquotaIVA:Rate Natura? SpeseAccessorie?:Amount2Decimal
    Arrotondamento?:Amount8Decimal ImponibileImporto:Amount2Decimal Imposta:Amount2Decimal
    EsigibilitaIVA? RiferimentoNormativo?:String100Latin
`;
