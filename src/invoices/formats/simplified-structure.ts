/**
 * The structure of the simplified electronic invoice (FSM10) as data.
 *
 * Source: simplified format 1.0.1 of the Agenzia delle Entrate; written like `ordinaryStructure`.
 */
export const simplifiedStructure = `
  FatturaElettronica: FatturaElettronicaHeader FatturaElettronicaBody+ @signature
  FatturaElettronicaHeader: DatiTrasmissione CedentePrestatore CessionarioCommittente
    SoggettoEmittente?
  FatturaElettronicaBody: DatiGenerali DatiBeniServizi+ Allegati*
  DatiTrasmissione: IdTrasmittente:IdFiscale ProgressivoInvio:String10 FormatoTrasmissione
    CodiceDestinatario PECDestinatario?:Email
  IdFiscale: IdPaese:Nazione IdCodice:Codice
  DatiGenerali: DatiGeneraliDocumento DatiFatturaRettificata?
  DatiGeneraliDocumento: TipoDocumento Divisa Data:DataFattura Numero:String20 BolloVirtuale?
  DatiFatturaRettificata: NumeroFR:String20 DataFR:DataFattura
    ElementiRettificati:String1000Latin
  Indirizzo: Indirizzo:String60Latin NumeroCivico? CAP Comune:String60Latin Provincia?
    Nazione=IT
  CedentePrestatore: IdFiscaleIVA:IdFiscale CodiceFiscale? @name Sede:Indirizzo
    StabileOrganizzazione?:Indirizzo RappresentanteFiscale? IscrizioneREA? RegimeFiscale
  IscrizioneREA: Ufficio:Provincia NumeroREA:String20 CapitaleSociale?:Amount2Decimal
    SocioUnico? StatoLiquidazione
  RappresentanteFiscale: IdFiscaleIVA:IdFiscale @name
  CessionarioCommittente: IdentificativiFiscali AltriDatiIdentificativi?
  IdentificativiFiscali: IdFiscaleIVA?:IdFiscale CodiceFiscale?
  AltriDatiIdentificativi: @name Sede:Indirizzo StabileOrganizzazione?:Indirizzo
    RappresentanteFiscale?
  DatiBeniServizi: Descrizione:String1000Latin Importo:Amount2Decimal DatiIVA Natura?
    RiferimentoNormativo?:String100Latin
  DatiIVA: Imposta?:Amount2Decimal Aliquota?:Rate
  Allegati: NomeAttachment:String60Latin AlgoritmoCompressione?:String10
    FormatoAttachment?:String10 DescrizioneAttachment?:String100Latin Attachment:base64Binary
`;
